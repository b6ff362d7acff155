-- What a node needs, and no more; the role that ran "htauth db migrate" owns the tables, and gives it.
GRANT USAGE ON SCHEMA htpasswd TO site;
GRANT SELECT ON ALL TABLES IN SCHEMA htpasswd TO site;
GRANT UPDATE ON htpasswd.versions, htpasswd.users TO site;
GRANT INSERT, UPDATE ON htpasswd.otp_secrets, htpasswd.otp_state, htpasswd.password_state TO site;
GRANT INSERT, UPDATE, DELETE ON htpasswd.attempts TO site;
GRANT INSERT ON htpasswd.keys TO site;

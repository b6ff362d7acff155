namespace HtpasswdAuth.Benchmarks.Servers;

/// <summary>
/// The other servers as their packages set them up, except that no access log is written, that a connection is not closed
/// after so many requests, and that nginx has one worker process, as it has on one core.
/// </summary>
internal static class PeerConfigurations
{
    public static string Httpd(BenchmarkSite site, int port, bool isProtected, string name)
    {
        const string Modules = "/usr/lib/apache2/modules";
        string[] modules = ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic"];
        string load = string.Concat(modules.Select(module => $"LoadModule {module}_module {Modules}/mod_{module}.so\n"));
        string require = isProtected
            ? $"AuthType Basic\nAuthName {BenchmarkSite.Realm}\nAuthBasicProvider file\nAuthUserFile {site.UserFile}\nRequire valid-user"
            : "Require all granted";
        return $"""
            {load}
            ServerRoot {site.Folder}
            DefaultRuntimeDir {site.Folder}
            PidFile {site.Folder}/{name}.pid
            ErrorLog {site.Folder}/{name}.log
            ServerName 127.0.0.1
            Listen 127.0.0.1:{port}
            User www-data
            Group www-data
            StartServers 2
            MinSpareThreads 25
            MaxSpareThreads 75
            ThreadsPerChild 25
            MaxRequestWorkers 150
            KeepAlive On
            MaxKeepAliveRequests 0
            DocumentRoot {site.Root}
            <Directory {site.Root}>
            {require}
            </Directory>
            """;
    }

    public static string Nginx(BenchmarkSite site, int port, bool isProtected, string name)
    {
        string require = isProtected ? $"auth_basic {BenchmarkSite.Realm}; auth_basic_user_file {site.UserFile};" : "";
        return $$"""
            daemon off;
            worker_processes 1;
            user www-data;
            pid {{site.Folder}}/{{name}}.pid;
            error_log {{site.Folder}}/{{name}}.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              client_body_temp_path {{site.Folder}}/{{name}}-body;
              proxy_temp_path {{site.Folder}}/{{name}}-proxy;
              fastcgi_temp_path {{site.Folder}}/{{name}}-fastcgi;
              uwsgi_temp_path {{site.Folder}}/{{name}}-uwsgi;
              scgi_temp_path {{site.Folder}}/{{name}}-scgi;
              types { text/plain txt; }
              server {
                listen 127.0.0.1:{{port}};
                root {{site.Root}};
                {{require}}
              }
            }
            """;
    }

    public static string Lighttpd(BenchmarkSite site, int port, bool isProtected, string name)
    {
        string require = isProtected
            ? $"""
              server.modules = ("mod_auth", "mod_authn_file")
              auth.backend = "htpasswd"
              auth.backend.htpasswd.userfile = "{site.UserFile}"
              auth.cache = ("max-age" => "600")
              auth.require = ("" => ("method" => "basic", "realm" => "{BenchmarkSite.Realm}", "require" => "valid-user"))
              """
            : "";
        return $"""
            {require}
            server.bind = "127.0.0.1"
            server.port = {port}
            server.document-root = "{site.Root}"
            server.errorlog = "{site.Folder}/{name}.log"
            server.max-keep-alive-requests = 1000000000
            mimetype.assign = (".txt" => "text/plain")
            """;
    }
}

using System.Diagnostics;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Attack.Tests;

/// <summary>Proxies as their manuals have them written. nginx caches what it may.</summary>
internal static class Proxies
{
    public static ServerProcess StartNginx(TempDirectory directory, int port, int site)
    {
        string configuration = directory.Write("nginx.conf", $$"""
            daemon off;
            master_process off;
            pid {{directory.File("nginx.pid")}};
            error_log {{directory.File("error.log")}};
            events { }
            http {
              access_log off;
              client_body_temp_path {{directory.File("body")}};
              proxy_temp_path {{directory.File("proxy")}};
              fastcgi_temp_path {{directory.File("fastcgi")}};
              uwsgi_temp_path {{directory.File("uwsgi")}};
              scgi_temp_path {{directory.File("scgi")}};
              proxy_cache_path {{directory.File("cache")}} keys_zone=site:1m;
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://127.0.0.1:{{site}};
                  proxy_set_header Host $host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_cache site;
                  proxy_cache_valid 200 1m;
                  add_header X-Cache $upstream_cache_status always;
                }
              }
            }

            """);
        return ServerProcess.Start(ExternalTool.Require("nginx"), "-p", directory.Path, "-c", configuration, "-e", directory.File("error.log"));
    }

    public static ServerProcess StartCaddy(TempDirectory directory, int port, int site)
    {
        string configuration = directory.Write("Caddyfile", $$"""
            {
                admin off
                auto_https off
                storage file_system {{directory.File("caddy")}}
            }
            http://:{{port}} {
                bind 127.0.0.1
                reverse_proxy 127.0.0.1:{{site}}
            }

            """);
        var start = new ProcessStartInfo(ExternalTool.Require("caddy"), ["run", "--config", configuration, "--adapter", "caddyfile"]);
        start.Environment["HOME"] = directory.Path;
        start.Environment["XDG_CONFIG_HOME"] = directory.Path;
        start.Environment["XDG_DATA_HOME"] = directory.Path;
        return ServerProcess.Start(start);
    }
}

using System.Diagnostics;
using System.IO;

namespace Dots.Browser.Tests;

/// <summary>
/// nginx in front of the server. It compresses responses itself, and therefore replaces their strong entity tags with weak ones (RFC 9110
/// section 8.8.3.2).
/// </summary>
public sealed class CompressingProxy : IAsyncDisposable
{
    private readonly ReservedPort _port = ReservedPort.Take();
    private readonly string _folder = Directory.CreateTempSubdirectory("dots-proxy-").FullName;
    private Process? _nginx;

    private CompressingProxy() => Address = new Uri($"http://127.0.0.1:{_port.Number}");

    public Uri Address { get; }

    /// <summary>Skips the test if nginx is not installed.</summary>
    public static async Task<CompressingProxy> StartAsync(Uri server)
    {
        var program = Programs.Find("nginx") ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null);
        Assert.SkipUnless(program is not null, "nginx was not found: install nginx.");
        var proxy = new CompressingProxy();
        await File.WriteAllTextAsync(Path.Combine(proxy._folder, "nginx.conf"), proxy.Configuration(server));
        proxy._nginx = Programs.Start(program!, "-p", proxy._folder, "-e", "error.log", "-c", Path.Combine(proxy._folder, "nginx.conf"));
        await Waiting.UntilAsync(proxy.AnswersAsync, "nginx answers");
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await Programs.EndAsync(_nginx);
        }

        Directory.Delete(_folder, recursive: true);
        _port.Dispose();
    }

    private string Configuration(Uri server) =>
        $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        events {}
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            gzip on;
            gzip_min_length 0;
            gzip_types application/json;
            map $http_upgrade $connection_header {
                default "";
                websocket upgrade;
            }
            server {
                listen 127.0.0.1:{{_port.Number}};
                location / {
                    proxy_pass {{server.GetLeftPart(UriPartial.Authority)}};
                    proxy_http_version 1.1;
                    proxy_buffering off;
                    proxy_set_header Accept-Encoding "";
                    proxy_set_header Host $http_host;
                    proxy_set_header Connection $connection_header;
                    proxy_set_header Upgrade $http_upgrade;
                }
            }
        }
        """;

    private async Task<bool> AnswersAsync()
    {
        if (_nginx!.HasExited)
        {
            throw new InvalidOperationException($"nginx has ended: {await File.ReadAllTextAsync(Path.Combine(_folder, "error.log"))}");
        }

        using var http = new HttpClient();
        try
        {
            using var response = await http.GetAsync(new Uri(Address, "/health/live"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dots.WebSockets.Tests;

/// <summary>A certificate for the loopback.</summary>
internal static class TlsFiles
{
    /// <summary>Settings of a server with a plain endpoint, and one under TLS that speaks HTTP/1.1 and HTTP/2.</summary>
    public static string[] Endpoints { get; } =
    [
        "Kestrel:Endpoints:A:Url=http://127.0.0.1:0",
        "Kestrel:Endpoints:B:Url=https://127.0.0.1:0",
        "Kestrel:Endpoints:B:Certificate:Path=certificate.pem",
        "Kestrel:Endpoints:B:Certificate:KeyPath=key.pem",
    ];

    public static void Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}

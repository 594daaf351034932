using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Dots.Testing.Servers;

/// <summary>A port of the loopback that no other test takes, also while nobody listens on it.</summary>
public sealed class ReservedPort : IDisposable
{
    private readonly FileStream _claim;

    private ReservedPort(int number, FileStream claim)
    {
        Number = number;
        _claim = claim;
    }

    public int Number { get; }

    public static ReservedPort Take()
    {
        while (true)
        {
            // Below the ports that the system gives to clients: one of those might get this one while the server is down.
            var number = Random.Shared.Next(20_000, 32_000);
            try
            {
                var claim = new FileStream(
                    Path.Combine(Path.GetTempPath(), $"dots-streams-{number}.port"),
                    new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
                if (IsFree(number))
                {
                    return new ReservedPort(number, claim);
                }

                claim.Dispose();
            }
            catch (IOException)
            {
                // Another test has it.
            }
        }
    }

    public void Dispose() => _claim.Dispose();

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

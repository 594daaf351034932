using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>The command line: the server, the load, and the file for the results.</summary>
internal sealed class LoadOptions
{
    private LoadOptions()
    {
    }

    /// <summary>The server's name in the results.</summary>
    public string Target { get; private set; } = "server";

    /// <summary>The repetition's name in the results.</summary>
    public string Repetition { get; private set; } = "1";

    public int Port { get; private set; }

    /// <summary>The server's process id; 0 if CPU time and memory are not measured.</summary>
    public int ServerPid { get; private set; }

    public string Path { get; private set; } = "/events";

    public string PublishPath { get; private set; } = "/publish";

    /// <summary>The request body: {m} is replaced by the event's marker, {pad} by padding up to <see cref="Size"/> bytes.</summary>
    public string Body { get; private set; } = """{"m":"{m}","pad":"{pad}"}""";

    public int Size { get; private set; } = 256;

    public int Readers { get; private set; } = 1000;

    public int Publishers { get; private set; } = 4;

    /// <summary>The largest number of streams that are being opened at a time.</summary>
    public int Handshakes { get; private set; } = 128;

    /// <summary>Whether to register an account with Dots and publish as that user.</summary>
    public bool SignsIn { get; private set; }

    /// <summary>The cores that the server and this client are pinned to, for the inter-core latency; null to skip that.</summary>
    public (int Server, int Client)? Cores { get; private set; }

    /// <summary>The run is aborted after this time.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.FromSeconds(180);

    /// <summary>The file to append results to; null to print them only.</summary>
    public string? Out { get; private set; }

    /// <summary>The folder whose size a probe watches; null for none.</summary>
    public string? Folder { get; private set; }

    public List<string> Phases { get; } = [];

    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                options.Phases.Add(name);
            }
            else if (name == "--sign-in")
            {
                options.SignsIn = true;
            }
            else if (++i < arguments.Count)
            {
                options.Set(name, arguments[i]);
            }
            else
            {
                throw new ArgumentException($"{name} has no value.");
            }
        }

        return options.Port > 0 ? options : throw new ArgumentException("--port is missing.");
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--target": Target = value; break;
            case "--rep": Repetition = value; break;
            case "--port": Port = ParseInt(value); break;
            case "--server-pid": ServerPid = ParseInt(value); break;
            case "--path": Path = value; break;
            case "--publish-path": PublishPath = value; break;
            case "--body": Body = value; break;
            case "--size": Size = ParseInt(value); break;
            case "--readers": Readers = ParseInt(value); break;
            case "--publishers": Publishers = ParseInt(value); break;
            case "--handshakes": Handshakes = ParseInt(value); break;
            case "--cores": Cores = value.Split(',') is [var server, var client] ? (ParseInt(server), ParseInt(client)) : throw new ArgumentException("--cores needs two numbers."); break;
            case "--deadline": Deadline = TimeSpan.FromSeconds(ParseInt(value)); break;
            case "--out": Out = value; break;
            case "--folder": Folder = value; break;
            default: throw new ArgumentException($"{name} is not an option.");
        }
    }

    private static int ParseInt(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

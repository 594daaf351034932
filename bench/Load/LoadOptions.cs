using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>What to load, with what, and where to write down what came of it.</summary>
internal sealed class LoadOptions
{
    private LoadOptions()
    {
    }

    /// <summary>The server's name in the results.</summary>
    public string Target { get; private set; } = "server";

    /// <summary>Which repetition this is.</summary>
    public string Repetition { get; private set; } = "1";

    public int Port { get; private set; }

    /// <summary>0 when its processor time and memory are not measured.</summary>
    public int ServerPid { get; private set; }

    public string Path { get; private set; } = "/events";

    public string PublishPath { get; private set; } = "/publish";

    /// <summary>{m} becomes the event's mark, {pad} letters up to <see cref="Size"/>.</summary>
    public string Body { get; private set; } = """{"m":"{m}","pad":"{pad}"}""";

    public int Size { get; private set; } = 256;

    public int Readers { get; private set; } = 1000;

    public int Publishers { get; private set; } = 4;

    /// <summary>How many streams may be on their way to being open at once.</summary>
    public int Handshakes { get; private set; } = 128;

    /// <summary>Whether to open an account at Dots and publish in its name.</summary>
    public bool SignsIn { get; private set; }

    /// <summary>Where the server and this client are pinned, to measure how far apart these are; null to leave that out.</summary>
    public (int Server, int Client)? Cores { get; private set; }

    /// <summary>Above this, the run ends, whatever it is doing.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.FromSeconds(180);

    /// <summary>Where the results are appended; null for the terminal only.</summary>
    public string? Out { get; private set; }

    public List<string> Phases { get; } = [];

    /// <exception cref="ArgumentException">An unknown option.</exception>
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
            case "--port": Port = Whole(value); break;
            case "--server-pid": ServerPid = Whole(value); break;
            case "--path": Path = value; break;
            case "--publish-path": PublishPath = value; break;
            case "--body": Body = value; break;
            case "--size": Size = Whole(value); break;
            case "--readers": Readers = Whole(value); break;
            case "--publishers": Publishers = Whole(value); break;
            case "--handshakes": Handshakes = Whole(value); break;
            case "--cores": Cores = value.Split(',') is [var server, var client] ? (Whole(server), Whole(client)) : throw new ArgumentException("--cores takes two."); break;
            case "--deadline": Deadline = TimeSpan.FromSeconds(Whole(value)); break;
            case "--out": Out = value; break;
            default: throw new ArgumentException($"{name} is no option.");
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

namespace Dots.Bench.Load.Attacks;

/// <summary>An attack that one client can run with the default settings.</summary>
internal abstract class Attack
{
    /// <summary>The activity that the attack uses. Its id is the same in both runs of this program, preparation and attack.</summary>
    protected static readonly Guid Activity = new("0a77ac00-0000-4000-8000-000000000001");

    protected static string ActivityPath => $"/api/activities/{Activity}";

    /// <exception cref="ArgumentException">The attack is unknown.</exception>
    public static Attack Named(string name) => name switch
    {
        "large-events" => new LargeEvents(),
        "many-streams" => new ManyStreams(),
        "large-document" => new LargeDocument(),
        "long-names" => new LongNames(),
        "document-replays" => new DocumentReplays(),
        "file-replacements" => new FileReplacements(),
        _ => throw new ArgumentException($"Unknown attack '{name}'."),
    };

    /// <summary>Creates what the attack needs, before anything is measured.</summary>
    public virtual Task PrepareAsync(Attacker attacker) => Task.CompletedTask;

    /// <summary>Attacks until <paramref name="stop"/>.</summary>
    public abstract Task RunAsync(Attacker attacker, CancellationToken stop);
}

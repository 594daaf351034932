namespace Dots.Bench.Load.Attacks;

/// <summary>Patches a document of 600 KB over 60 connections at once.</summary>
internal sealed class LargeDocument : Attack
{
    private const int Connections = 60;
    private const int Bytes = 600_000;

    public override Task PrepareAsync(Attacker attacker) => attacker.CreateActivityAsync(Activity, "Large", new string('x', Bytes));

    public override Task RunAsync(Attacker attacker, CancellationToken stop)
    {
        var number = 0;
        return attacker.RepeatAsync(
            Connections,
            connection => attacker.CountAsync(attacker.Http.MergeAsync(
                ActivityPath, new Dictionary<string, int> { [$"w{connection}"] = Interlocked.Increment(ref number) }, stop)),
            stop);
    }
}

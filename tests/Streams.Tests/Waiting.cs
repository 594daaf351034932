using System.Diagnostics;

namespace Dots.Streams.Tests;

/// <summary>Tests wait for the thing itself, and give up only when it will never come.</summary>
internal static class Waiting
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>For what cannot be awaited.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Timeout)
            {
                throw new TimeoutException($"Waited in vain until {what}.");
            }

            await Task.Delay(10);
        }
    }
}

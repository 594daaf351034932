using System.Diagnostics;

namespace Dots.Testing;

/// <summary>Tests wait for the thing itself, and give up only when it will never come.</summary>
public static class Waiting
{
    /// <summary>Far longer than anything takes that a test waits for, even on a busy machine.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client waits before it reconnects to a server that was killed; a browser takes seconds. Dozens of clients that hardly wait leave a
    /// server little of a small machine to start on.
    /// </summary>
    public static readonly TimeSpan Reconnection = TimeSpan.FromMilliseconds(100);

    // Only conditions that cannot be awaited are polled.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <param name="condition">Polled until it holds.</param>
    /// <param name="what">The condition in words, for the failure's message.</param>
    /// <exception cref="TimeoutException">It never held.</exception>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, holds => holds, what);

    /// <summary>Returns the first value that satisfies the condition.</summary>
    /// <exception cref="TimeoutException">No value did.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> isExpected, string what = "the value is the expected one")
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (isExpected(value))
            {
                return value;
            }

            if (waited.Elapsed > Timeout)
            {
                throw new TimeoutException($"Timed out waiting until {what}.");
            }

            await Task.Delay(PollInterval);
        }
    }
}

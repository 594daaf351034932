namespace Dots.Infrastructure.Streaming;

/// <summary>Whether other processes append to the log, and how often to poll for their events. Thread-safe.</summary>
internal interface ILogSharing
{
    /// <summary>Whether other processes may append to the log.</summary>
    bool IsShared { get; }

    /// <summary>The interval at which to read the log even if no new events are reported.</summary>
    TimeSpan PollInterval { get; }
}

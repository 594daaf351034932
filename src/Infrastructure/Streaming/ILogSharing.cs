namespace Dots.Infrastructure.Streaming;

/// <summary>Whether other processes append to the log, and how soon this one learns of it. Thread-safe.</summary>
internal interface ILogSharing
{
    /// <summary>Whether other processes may append to the log.</summary>
    bool IsShared { get; }

    /// <summary>How often to read the log although nothing was reported to be new.</summary>
    TimeSpan PollInterval { get; }
}

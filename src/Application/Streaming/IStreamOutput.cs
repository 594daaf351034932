namespace Dots.Application.Streaming;

/// <summary>The connection of one stream. Called by one thread at a time.</summary>
public interface IStreamOutput
{
    /// <summary>
    /// Sends all bytes, in order. Completes synchronously when the connection accepts them immediately, which makes fan-out fast, and otherwise
    /// once it has accepted them. Never blocks. The bytes do not change until then.
    /// </summary>
    /// <exception cref="Exception">The reader has disconnected.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> frames);

    /// <summary>
    /// Called before and after a replay of past events, which come as fast as the connection accepts them: it may use larger buffers meanwhile.
    /// </summary>
    void SetReplaying(bool isReplaying);

    /// <summary>Aborts the connection, so that a pending send fails soon.</summary>
    void Abort();
}

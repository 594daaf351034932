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

    /// <summary>Aborts the connection, so that a pending send fails soon.</summary>
    void Abort();
}

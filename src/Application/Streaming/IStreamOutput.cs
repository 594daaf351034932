namespace Dots.Application.Streaming;

/// <summary>The wire below one stream. Called by one thread at a time.</summary>
public interface IStreamOutput
{
    /// <summary>
    /// Sends the bytes, in full and in order. Completes at once when the wire takes them at once, which is what makes fan-out fast, and
    /// otherwise when it has taken them; it never blocks. The bytes stay unchanged until then.
    /// </summary>
    /// <exception cref="Exception">The reader is gone.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> frames);

    /// <summary>Tears the connection down, so that a send under way fails soon.</summary>
    void Abort();
}

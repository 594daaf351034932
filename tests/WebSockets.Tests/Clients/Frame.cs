using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Dots.WebSockets.Tests.Clients;

/// <summary>A frame as it was sent.</summary>
internal sealed record Frame(byte Opcode, byte[] Payload)
{
    public const byte Continuation = 0x0;
    public const byte Text = 0x1;
    public const byte Binary = 0x2;
    public const byte Close = 0x8;
    public const byte Ping = 0x9;
    public const byte Pong = 0xA;

    public string AsText => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Payload);

    public JsonElement Json => JsonElement.Parse(AsText);

    /// <summary>Of a text frame's message.</summary>
    public long Seq => Json.GetProperty("seq").GetInt64();

    /// <summary>Of a close frame.</summary>
    public int CloseCode => BinaryPrimitives.ReadUInt16BigEndian(Payload);

    /// <summary>As a client has to send it, masked, or as it must not.</summary>
    /// <param name="opcode">What it is.</param>
    /// <param name="payload">What is in it.</param>
    /// <param name="isFinal">Whether no fragment follows.</param>
    /// <param name="isMasked">Clients must mask (RFC 6455 section 5.3).</param>
    /// <param name="reserved">The three reserved bits, as they stand in the first byte.</param>
    public static byte[] Encode(byte opcode, ReadOnlySpan<byte> payload, bool isFinal = true, bool isMasked = true, byte reserved = 0)
    {
        var mask = isMasked ? new byte[] { 0x12, 0x34, 0x56, 0x78 } : [];
        var maskBit = (byte)(isMasked ? 0x80 : 0);
        var bytes = new List<byte> { (byte)((isFinal ? 0x80 : 0) | reserved | opcode) };
        if (payload.Length < 126)
        {
            bytes.Add((byte)(maskBit | payload.Length));
        }
        else if (payload.Length <= ushort.MaxValue)
        {
            bytes.AddRange([(byte)(maskBit | 126), (byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        else
        {
            var length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
            bytes.AddRange([(byte)(maskBit | 127), .. length]);
        }

        bytes.AddRange(mask);
        for (var i = 0; i < payload.Length; i++)
        {
            bytes.Add((byte)(payload[i] ^ (isMasked ? mask[i % 4] : 0)));
        }

        return [.. bytes];
    }
}

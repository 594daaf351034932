using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Common;

/// <summary>One page of a list. <paramref name="NextCursor"/> is opaque, and null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>
/// The sort key and id of the last item of a page, so that rows added or removed between two pages neither repeat an item nor hide one.
/// Opaque to clients.
/// </summary>
internal sealed record PageCursor(string Sort, string Key, long Id)
{
    /// <exception cref="ValidationException">The key is not a number.</exception>
    public long Number => long.TryParse(Key, out var number) && number >= 0 ? number : throw Invalid();

    /// <exception cref="ValidationException">The key is not a number of 32 bits.</exception>
    public int SmallNumber => Number <= int.MaxValue ? (int)Number : throw Invalid();

    /// <exception cref="ValidationException">The key is not a time in UTC ticks.</exception>
    public DateTimeOffset Time => Number <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(Number, TimeSpan.Zero) : throw Invalid();

    public override string ToString() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes([Sort, Key, $"{Id}"], PageCursorJson.Default.StringArray));

    /// <exception cref="ValidationException">The text is not a cursor of this list in this sort order.</exception>
    public static PageCursor? Parse(string? text, string sort)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var parts = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), PageCursorJson.Default.StringArray);
            if (parts is [var s, { } key, { } id] && s == sort && long.TryParse(id, out var number))
            {
                return new PageCursor(s, key, number);
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException or DecoderFallbackException)
        {
            // Refused below, like any other text that is not a cursor.
        }

        throw Invalid();
    }

    private static ValidationException Invalid() =>
        new([new ValidationFailure("cursor", "Not a cursor from this list in this sort order.")]);
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class PageCursorJson : JsonSerializerContext;

using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Common;

/// <summary>
/// Where a page ended: the sort key and id of its last item, so that rows that come or go between two pages neither repeat an item
/// nor hide one. Opaque to clients.
/// </summary>
internal sealed record PageCursor(string Sort, string Key, long Id)
{
    /// <exception cref="ValidationException">The key is not a number, in a sort order whose keys are.</exception>
    public long Number => long.TryParse(Key, out var number) && number >= 0 ? number : throw Invalid();

    /// <exception cref="ValidationException">The key is not a time in UTC ticks.</exception>
    public DateTimeOffset Time => Number <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(Number, TimeSpan.Zero) : throw Invalid();

    public override string ToString() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes([Sort, Key, $"{Id}"], PageCursorJson.Default.StringArray));

    /// <exception cref="ValidationException">Not a cursor that this list gave out for this sort order.</exception>
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
            // Answered below, like every other text that is not a cursor.
        }

        throw Invalid();
    }

    private static ValidationException Invalid() =>
        new([new ValidationFailure("cursor", "Not a cursor from this list in this sort order.")]);
}

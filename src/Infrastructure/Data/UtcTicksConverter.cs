using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dots.Infrastructure.Data;

/// <summary>Times as UTC ticks (100 ns since the year 1), which every database stores and orders exactly.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

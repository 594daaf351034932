using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class EventConfiguration : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events");
        builder.HasKey(row => row.Id);

        // AUTOINCREMENT on SQLite, so that an id is never reused, even after its row was trimmed.
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Channel).HasMaxLength(100);
        builder.Property(row => row.Type).HasMaxLength(60);
        builder.HasIndex(row => new { row.Channel, row.Id });
    }
}

using Dots.Domain.Boards;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class PathConfiguration : IEntityTypeConfiguration<Path>
{
    public void Configure(EntityTypeBuilder<Path> builder)
    {
        builder.ToTable("paths");
        builder.Property(path => path.Lines).HasConversion<LinesConverter, LinesConverter.Comparer>();
        builder.Property(path => path.Revision).IsConcurrencyToken();
        builder.HasOne<Board>().WithMany().HasForeignKey(path => path.BoardId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(path => path.UserId).OnDelete(DeleteBehavior.Cascade);

        // Each user has at most one path on each board.
        builder.HasIndex(path => new { path.BoardId, path.UserId }).IsUnique();
        builder.HasIndex(path => new { path.UserId, path.Id });
    }
}

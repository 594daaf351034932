using Dots.Domain.Boards;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class SolveConfiguration : IEntityTypeConfiguration<Solve>
{
    public void Configure(EntityTypeBuilder<Solve> builder)
    {
        builder.ToTable("solves");
        builder.HasKey(solve => new { solve.BoardId, solve.UserId });
        builder.HasOne<Board>().WithMany().HasForeignKey(solve => solve.BoardId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(solve => solve.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

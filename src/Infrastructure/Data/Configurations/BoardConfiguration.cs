using Dots.Application.Common;
using Dots.Domain.Boards;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class BoardConfiguration : IEntityTypeConfiguration<Board>
{
    public void Configure(EntityTypeBuilder<Board> builder)
    {
        builder.ToTable("boards");
        builder.Ignore(board => board.Grid);
        builder.Property(board => board.Dots).HasConversion<DotsConverter, DotsConverter.Comparer>();
        builder.Property(board => board.Rule).HasConversion<string>().HasMaxLength(20);
        builder.Property(board => board.Verdict).HasConversion<string>().HasMaxLength(20);
        builder.Property(board => board.Revision).IsConcurrencyToken();

        builder.Property<string?>(NameFolding.ColumnOfBoardName).HasMaxLength(NameFolding.MaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(board => board.CreatorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(board => board.CreatorUsername);
        builder.HasIndex(board => new { board.UpdatedAt, board.Id });
        builder.HasIndex(NameFolding.ColumnOfBoardName, nameof(Board.Id));
    }
}

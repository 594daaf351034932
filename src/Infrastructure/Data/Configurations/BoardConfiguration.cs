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
        builder.Ignore(board => board.IsChecked);
        builder.Property(board => board.Dots).HasConversion<DotsConverter, DotsConverter.Comparer>();
        builder.Property(board => board.Rule).HasConversion<string>().HasMaxLength(20);
        builder.Property(board => board.Verdict).HasConversion<string>().HasMaxLength(20);
        builder.Property(board => board.Revision).IsConcurrencyToken();

        builder.Property<string?>(NameFolding.ColumnOfBoardName).HasMaxLength(NameFolding.MaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(board => board.CreatorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(board => board.CreatorUsername);
        builder.HasIndex(board => new { board.UpdatedAt, board.Id });
        builder.HasIndex(NameFolding.ColumnOfBoardName, nameof(Board.Id));
        builder.HasIndex(board => new { board.Verdict, board.Id });

        // Only boards that wait for their verdict, so that asking for one costs nothing where all have theirs. SQLite uses the index for queries
        // with the same condition.
        builder.HasIndex(board => board.UpdatedAt, "ix_boards_unchecked").HasFilter("checked_revision < puzzle_revision");
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dots.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Verdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "check_claimed_until",
                table: "boards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "checked_revision",
                table: "boards",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "difficulty",
                table: "boards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_boards_unchecked",
                table: "boards",
                column: "updated_at",
                filter: "checked_revision < puzzle_revision");

            migrationBuilder.CreateIndex(
                name: "ix_boards_verdict_id",
                table: "boards",
                columns: new[] { "verdict", "id" });

            // The orders of boards by difficulty, in which boards without one come last. Models have no indexes on expressions.
            migrationBuilder.Sql("CREATE INDEX ix_boards_easiest ON boards (COALESCE(difficulty, 101), id DESC)");
            migrationBuilder.Sql("CREATE INDEX ix_boards_hardest ON boards (COALESCE(difficulty, 0), id)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_boards_easiest");
            migrationBuilder.Sql("DROP INDEX ix_boards_hardest");

            migrationBuilder.DropIndex(
                name: "ix_boards_unchecked",
                table: "boards");

            migrationBuilder.DropIndex(
                name: "ix_boards_verdict_id",
                table: "boards");

            migrationBuilder.DropColumn(
                name: "check_claimed_until",
                table: "boards");

            migrationBuilder.DropColumn(
                name: "checked_revision",
                table: "boards");

            migrationBuilder.DropColumn(
                name: "difficulty",
                table: "boards");
        }
    }
}

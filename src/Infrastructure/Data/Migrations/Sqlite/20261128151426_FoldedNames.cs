using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dots.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FoldedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_activities_name",
                table: "activities");

            migrationBuilder.CreateIndex(
                name: "ix_activities_name_folded",
                table: "activities",
                column: "name_folded");

            // Only names beyond ASCII fold differently now. UnfoldedNames folds them after the migrations.
            migrationBuilder.Sql("UPDATE boards SET name_folded = NULL WHERE name GLOB '*[^ -~]*'");
            migrationBuilder.Sql("UPDATE activities SET name_folded = NULL WHERE name GLOB '*[^ -~]*'");
            migrationBuilder.Sql("UPDATE users SET normalized_user_name = NULL WHERE user_name GLOB '*[^ -~]*'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_activities_name_folded",
                table: "activities");

            migrationBuilder.CreateIndex(
                name: "ix_activities_name",
                table: "activities",
                column: "name");
        }
    }
}

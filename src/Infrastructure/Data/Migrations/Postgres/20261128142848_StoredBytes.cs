using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dots.Infrastructure.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StoredBytes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_activities_owner_id",
                table: "activities");

            migrationBuilder.AddColumn<int>(
                name: "stored_bytes",
                table: "activities",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // As Activity.StoredBytes computes it.
            migrationBuilder.Sql(
                "UPDATE activities SET stored_bytes = (octet_length(document) + octet_length(config) + 4095) / 4096 * 4096 WHERE NOT is_buried");

            migrationBuilder.CreateIndex(
                name: "ix_files_uploader_username",
                table: "files",
                column: "uploader_username");

            migrationBuilder.CreateIndex(
                name: "ix_activities_owner_id_is_buried_stored_bytes",
                table: "activities",
                columns: new[] { "owner_id", "is_buried", "stored_bytes" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_files_uploader_username",
                table: "files");

            migrationBuilder.DropIndex(
                name: "ix_activities_owner_id_is_buried_stored_bytes",
                table: "activities");

            migrationBuilder.DropColumn(
                name: "stored_bytes",
                table: "activities");

            migrationBuilder.CreateIndex(
                name: "ix_activities_owner_id",
                table: "activities",
                column: "owner_id");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dots.Infrastructure.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FreeLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As Drawing computes both: free lines fill no cell, and a board without dots has nothing to connect.
            migrationBuilder.Sql("UPDATE paths SET filled = 0 WHERE lines LIKE '%[null,%'");
            migrationBuilder.Sql("UPDATE paths SET connected = 0 WHERE board_id IN (SELECT id FROM boards WHERE dots = '[]')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}

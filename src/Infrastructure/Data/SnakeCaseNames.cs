using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data;

/// <remarks>
/// EFCore.NamingConventions is not used: it also renames the columns of <c>__EFMigrationsHistory</c>, which Entity Framework then no longer
/// finds in an existing database, but not the tables and indexes that Identity names (<c>AspNetUsers</c>, <c>UserNameIndex</c>).
/// </remarks>
internal static class SnakeCaseNames
{
    /// <summary>Names tables, columns, keys and indexes in snake_case, so that they need no quotes in any SQL shell.</summary>
    public static void UseSnakeCaseNames(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(ToSnakeCase(entity.GetTableName()!.Replace("AspNet", "", StringComparison.Ordinal)));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(ToSnakeCase(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(ToSnakeCase(key.GetName()!.Replace("AspNet", "", StringComparison.Ordinal)));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(ToSnakeCase(foreignKey.GetConstraintName()!.Replace("AspNet", "", StringComparison.Ordinal)));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(ToSnakeCase(index.GetDatabaseName()!.Replace("AspNet", "", StringComparison.Ordinal)));
            }
        }
    }

    private static string ToSnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}

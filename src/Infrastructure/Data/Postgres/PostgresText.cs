using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// Replaces what PostgreSQL cannot store in text, U+0000 and unpaired surrogates, with U+FFFD in all parameters, so that stored and searched
/// values still match. JSON is not affected, because it contains these characters in escaped form.
/// </summary>
internal sealed class PostgresText : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Sanitize(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Sanitize(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Sanitize(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Sanitize(command);
        return ValueTask.FromResult(result);
    }

    private static void Sanitize(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text && !IsStorable(text))
            {
                parameter.Value = Sanitize(text);
            }
        }
    }

    private static bool IsStorable(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static string Sanitize(string text)
    {
        var sanitized = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            sanitized.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return sanitized.ToString();
    }
}

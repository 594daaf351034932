using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// Gives PostgreSQL text that it can hold: it takes no U+0000, and no halves of surrogate pairs. Both become U+FFFD, in what is stored as in
/// what is looked for. JSON keeps them, because there they are escaped.
/// </summary>
internal sealed class PostgresText : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    private static void Mend(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            if (parameter.Value is string text && !IsFine(text))
            {
                parameter.Value = Mend(text);
            }
        }
    }

    private static bool IsFine(string text) => !text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return mended.ToString();
    }
}

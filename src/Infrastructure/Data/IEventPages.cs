using System.Data.Common;
using Dots.Application.Events;

namespace Dots.Infrastructure.Data;

/// <summary>How a page of the event log is queried and read, which decides what a replay costs. Stateless and thread-safe.</summary>
internal interface IEventPages
{
    /// <summary>The columns of each row, in this order.</summary>
    const string Columns = "id, channel, type, payload, appended_at, hidden_from";

    /// <summary>
    /// A query for at most <c>@events</c> events, ordered by id. The caller stops reading at the first event by which the payloads reach
    /// <c>@bytes</c>. The query either ends there as well or costs nothing for the rows that are not read.
    /// </summary>
    /// <param name="ranges">Conditions, of which each event meets at most one; each is one range of an index.</param>
    /// <param name="isDescending">Whether the newest events come first.</param>
    string Sql(IReadOnlyList<string> ranges, bool isDescending);

    /// <summary>The event in the current row.</summary>
    ServerEvent Read(DbDataReader reader);
}

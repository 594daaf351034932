using System.Linq.Expressions;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Access;

public static class AccessibleActivities
{
    /// <summary>The activity, for a user who may read and write it, or for a visitor (null) who may read it.</summary>
    /// <exception cref="NotFoundException">
    /// There is no such activity, or it is private and the user, who may not learn that it exists, is not a member.
    /// </exception>
    internal static async Task<Activity> GetAccessibleAsync(
        this IQueryable<Activity> activities, Guid id, User? user, CancellationToken cancellationToken) =>
        await activities.FindAccessibleAsync(id, user, cancellationToken) ?? throw NotFound(id);

    /// <inheritdoc cref="GetAccessibleAsync"/>
    /// <returns>Null in place of the exception.</returns>
    /// <remarks>The database applies the condition: reading a large document that is then refused would take longer than finding none.</remarks>
    internal static Task<Activity?> FindAccessibleAsync(
        this IQueryable<Activity> activities, Guid id, User? user, CancellationToken cancellationToken) =>
        activities.AccessibleTo(user).FirstOrDefaultAsync(activity => activity.Id == id, cancellationToken);

    /// <inheritdoc cref="GetAccessibleAsync"/>
    /// <param name="precondition">About the document; null accepts any revision.</param>
    /// <exception cref="StaleException">The precondition is not met.</exception>
    internal static async Task<Activity> GetForChangeAsync(
        this IQueryable<Activity> activities, Guid id, User user, Precondition? precondition, CancellationToken cancellationToken)
    {
        var activity = await activities.GetAccessibleAsync(id, user, cancellationToken);
        precondition.ThrowUnlessMet(activity.Revision);
        return activity;
    }

    /// <summary>The activities that a user, or a visitor (null), may read.</summary>
    public static IQueryable<Activity> AccessibleTo(this IQueryable<Activity> activities, User? user) => activities.Where(IsAccessibleTo(user?.Id ?? 0));

    internal static NotFoundException NotFound(Guid id) => new("activity", id);

    // Activity.IsAccessibleTo as a query. No user has the id 0.
    private static Expression<Func<Activity, bool>> IsAccessibleTo(long userId) =>
        activity => !activity.IsPrivate || activity.OwnerId == userId || activity.Members.Any(member => member.UserId == userId);
}

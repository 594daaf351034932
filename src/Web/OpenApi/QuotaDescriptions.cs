namespace Dots.Web.OpenApi;

/// <summary>What a full quota is answered with. The problem's members setting and limit say which it is.</summary>
internal static class QuotaDescriptions
{
    public const string Boards = "The user owns as many boards as allowed; setting and limit say which limit it is.";

    public const string AllBoards = "The site has as many boards as allowed.";

    public const string Activities = "The id is taken; or the user owns as many activities, or as large ones, as allowed, and setting and limit say which limit it is.";

    public const string AllActivities = "The site has as many activities as allowed.";

    public const string Documents = "The activity would become larger than its owner has room for; setting and limit say which limit it is.";

    public const string Files = "The user's files have no room for it; setting and limit say which limit it is.";
}

using System.Text.Json;

namespace Dots.Web.Tests.Server;

internal static class Boards
{
    /// <summary>A board of one row with a red pair at its ends.</summary>
    public const string RedRow =
        """{"name":"Corners","rows":1,"cols":3,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":2,"color":"#ff0000"}]}""";

    /// <summary>The board of <see cref="RedRow"/> with a second, empty row.</summary>
    public const string TwoRows =
        """{"name":"Corners","rows":2,"cols":3,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":2,"color":"#ff0000"}]}""";

    /// <summary>A path that solves <see cref="RedRow"/>.</summary>
    public const string Solution =
        """{"lines":[{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":0,"col":1},{"row":0,"col":2}]}]}""";

    /// <summary>An incomplete path on <see cref="RedRow"/>.</summary>
    public const string Beginning = """{"lines":[{"color":"#FF0000","cells":[{"row":0,"col":0}]}]}""";

    /// <returns>The board's id.</returns>
    public static async Task<long> CreateBoardAsync(this ApiClient caller, string name = "Corners", string json = RedRow)
    {
        var named = json.Replace("Corners", JsonEncodedText.Encode(name).ToString(), StringComparison.Ordinal);
        var response = await caller.PostAsync("/api/boards", named);
        response.Status.Should().Be(201, response.Body);
        return response.Number("id");
    }
}

using System.Text.Json;

namespace Dots.Testing.Clients;

/// <summary>A response, read whole.</summary>
public sealed record ApiResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public IEnumerable<string> Members => Json.EnumerateObject().Select(member => member.Name);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public long Number(string member) => Json.GetProperty(member).GetInt64();

    /// <summary>The body without the trace id, so that it is the same whenever the request is.</summary>
    public string BodyWithoutTrace => Body.Split(",\"trace_id\"")[0];

    /// <summary>Asserts that it is a complete problem document, with errors for exactly these fields, that reveals nothing of the implementation.</summary>
    public void ShouldBeProblem(int status, params string[] fields)
    {
        Status.Should().Be(status, Body);
        Header("Content-Type").Should().StartWith("application/problem+json");
        Members.Should().Contain(["type", "title", "status", "trace_id"]).And.NotContain("traceId");
        Json.GetProperty("status").GetInt32().Should().Be(status);
        Text("title").Should().NotBeEmpty();
        if (fields.Length > 0)
        {
            var errors = Json.GetProperty("errors").EnumerateObject().ToList();
            errors.Select(error => error.Name).Should().BeEquivalentTo(fields, Body);
            errors.Should().AllSatisfy(error => error.Value.EnumerateArray().Should().NotBeEmpty());
        }

        Body.Should().NotContainAny("System.", "Dots.", "Microsoft.", "SQLite", "Exception", "   at ", "`1", "deserializ", "BoardRequest");
        Body.Length.Should().BeLessThan(10_000);
    }
}

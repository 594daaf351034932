using System.Text.Json;

namespace Dots.Web.Tests.Server;

/// <summary>What the server answered.</summary>
public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public IEnumerable<string> Members => Json.EnumerateObject().Select(member => member.Name);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public long Number(string member) => Json.GetProperty(member).GetInt64();

    /// <summary>The same for the same request: without the id of the trace.</summary>
    public string BodyWithoutTrace => Body.Split(",\"trace_id\"")[0];

    /// <summary>A problem with all its members, that names these fields and nothing of the program's inside.</summary>
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

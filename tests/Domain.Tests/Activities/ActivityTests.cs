using Dots.Domain.Activities;

namespace Dots.Domain.Tests.Activities;

public sealed class ActivityTests
{
    private const string Id = "7c0ee2d0-64a5-4d2b-9d6c-1f0b6c0f4a11";
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    [Fact]
    public void Create_KeepsTheDocument_AndItsId()
    {
        var activity = Create($$"""{"name":"Tea","x":1.0,"id":"{{Id}}"}""");

        activity.Should().BeEquivalentTo(new
        {
            Id = Guid.Parse(Id),
            Name = "Tea",
            Document = $$"""{"name":"Tea","x":1.0,"id":"{{Id}}"}""",
            Revision = 1,
            Config = "{}",
            ConfigRevision = 1,
            OwnerId = 7L,
            OwnerUsername = "ada",
            IsPrivate = false,
            CreatedAt = Monday,
            UpdatedAt = Monday,
        });
        activity.Hash.Should().Be(CanonicalJson.HashOf(activity.Content));
    }

    [Fact]
    public void Create_PrependsTheNewId_WhenTheDocumentHasNone()
    {
        Create("""{"Name":"Tea"}""").Should().BeEquivalentTo(new { Name = "Tea", Document = $$"""{"id":"{{Id}}","Name":"Tea"}""" });
    }

    [Fact]
    public void Create_AcceptsAnIdInAnyCase_AndPreservesIt()
    {
        var activity = Create($$"""{"Id":"{{Id.ToUpperInvariant()}}"}""");

        activity.Id.Should().Be(Guid.Parse(Id));
        activity.Document.Should().Be($$"""{"Id":"{{Id.ToUpperInvariant()}}"}""");
    }

    [Theory]
    [InlineData("""{"id":"tea"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":7}""")]
    public void Create_Throws_WhenTheIdIsNotAUuid(string document)
    {
        FluentActions.Invoking(() => Create(document)).Should().Throw<DocumentException>().WithMessage("*UUID*");
    }

    [Fact]
    public void Create_Throws_WhenTheDocumentIsTooLarge()
    {
        FluentActions.Invoking(() => Create($$"""{"text":"{{new string('x', Activity.MaxBytes)}}"}""")).Should().Throw<DocumentException>();
    }

    [Theory]
    [InlineData("name", 0, false)]
    [InlineData("name", 1, true)]
    [InlineData("Name", 200, true)]
    [InlineData("name", 201, false)]
    [InlineData("Name", 1000, false)]
    public void Create_Throws_WhenTheNameIsEmptyOrTooLong(string member, int length, bool isValid)
    {
        // Two UTF-16 code units each.
        var name = string.Concat(Enumerable.Repeat("🫖", length));
        var creating = FluentActions.Invoking(() => Create($$"""{"{{member}}":"{{name}}"}"""));
        var preparing = FluentActions.Invoking(() => Create("{}").Prepare(Parse($$"""{"{{member}}":"{{name}}"}""")));

        if (isValid)
        {
            creating.Should().NotThrow();
            preparing.Should().NotThrow();
        }
        else
        {
            creating.Should().Throw<DocumentException>().Which.JsonPointer.Should().Be($"/{member}");
            preparing.Should().Throw<DocumentException>().Which.JsonPointer.Should().Be($"/{member}");
        }
    }

    [Fact]
    public void Apply_ReplacesTheDocument_WithThePreparedRevision()
    {
        var activity = Create("""{"name":"Tea","x":1,"y":2}""");

        var before = activity.Content;

        var revision = activity.Prepare(Parse("""{"name":"Coffee","x":1}"""))!;
        activity.Revision.Should().Be(1);
        activity.Apply(revision, Tuesday);

        revision.Change.Updated.ToString().Should().Be("""{"name":"Coffee"}""");
        revision.Change.Removed.ToString().Should().Be("""{"y":true}""");
        revision.Undo.ApplyTo(activity.Content).Should().Be(before);
        activity.Should().BeEquivalentTo(new
        {
            Name = "Coffee",
            Document = $$"""{"id":"{{Id}}","name":"Coffee","x":1}""",
            Revision = 2,
            UpdatedAt = Tuesday,
            CreatedAt = Monday,
        });
        activity.Hash.Should().Be(CanonicalJson.HashOf(activity.Content));
    }

    [Fact]
    public void Prepare_ReturnsNull_WhenNothingWouldChange()
    {
        var activity = Create("""{"name":"Tea","x":1.0}""");

        activity.Prepare(Parse("""{"x":1,"name":"Tea"}""")).Should().BeNull();
    }

    [Fact]
    public void Apply_Throws_WhenTheRevisionWasPreparedFromAnother()
    {
        var activity = Create("""{"name":"Tea"}""");
        var late = activity.Prepare(Parse("""{"name":"Mate"}"""))!;
        activity.Apply(activity.Prepare(Parse("""{"name":"Coffee"}"""))!, Tuesday);

        FluentActions.Invoking(() => activity.Apply(late, Tuesday)).Should().Throw<InvalidOperationException>();
        (activity.Name, activity.Revision).Should().Be(("Coffee", 2));
    }

    [Fact]
    public void Prepare_Throws_WhenTheDocumentHasAnotherId()
    {
        var activity = Create("{}");

        FluentActions.Invoking(() => activity.Prepare(Parse("""{"id":"00000000-0000-4000-8000-000000000000"}""")))
            .Should().Throw<DocumentException>();
        activity.Revision.Should().Be(1);
    }

    [Fact]
    public void PrepareConfig_CountsItsOwnRevision()
    {
        var activity = Create("{}");

        var dark = activity.PrepareConfig(_ => Parse("""{"theme":"dark"}"""))!;
        activity.Config.Should().Be("{}");
        activity.Apply(dark);

        dark.Change.Updated.ToString().Should().Be("""{"theme":"dark"}""");
        dark.Undo.Removed.ToString().Should().Be("""{"theme":true}""");
        activity.PrepareConfig(config => config).Should().BeNull();
        FluentActions.Invoking(() => activity.Apply(dark)).Should().Throw<InvalidOperationException>("it was prepared from an older revision");
        (activity.Revision, activity.ConfigRevision, activity.Config).Should().Be((1, 2, """{"theme":"dark"}"""));
    }

    [Fact]
    public void StoredBytes_CountsDocumentAndConfigInUtf8_InBlocks()
    {
        var activity = Create("""{"name":"Tea"}""");
        activity.StoredBytes.Should().Be(4096);

        activity.Apply(activity.Prepare(Parse($$"""{"text":"{{new string('é', 4096)}}"}"""))!, Tuesday);
        activity.StoredBytes.Should().Be(3 * 4096, "each letter has two bytes, and the id and the member's name have some");

        activity.Apply(activity.PrepareConfig(_ => Parse($$"""{"text":"{{new string('x', 4096)}}"}"""))!);
        activity.StoredBytes.Should().Be(4 * 4096);

        activity.Tombstone();
        activity.StoredBytes.Should().Be(0);
    }

    [Fact]
    public void IsAccessibleTo_AdmitsOwnerAndMembersOnly_WhenTheActivityIsPrivate()
    {
        var activity = Create("{}");
        activity.IsAccessibleTo(null).Should().BeTrue();

        activity.SetAccess(isPrivate: true, [new ActivityMember(8, "ben"), new ActivityMember(8, "ben"), new ActivityMember(7, "ada")]);

        new long?[] { null, 7, 8, 9 }.Select(activity.IsAccessibleTo).Should().Equal(false, true, true, false);
        activity.Members.Should().Equal(new ActivityMember(8, "ben"));
        activity.SetAccess(isPrivate: true, []);
        activity.IsAccessibleTo(8).Should().BeFalse();
    }

    private static Activity Create(string document) => Activity.Create(Parse(document), Guid.Parse(Id), 7, "ada", Monday);

    private static JsonObject Parse(string json) => (JsonObject)JsonValue.Parse(json);
}

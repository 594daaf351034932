using Dots.Application.Activities.Files;

namespace Dots.Application.Tests.Activities.Files;

/// <summary>The exact messages about files.</summary>
public sealed class BroadcastFileEventsTests : ActivityMessageTests
{
    [Fact]
    public Task Handle_BroadcastsTheMetadataAndTheUrl_WhenAFileIsUploaded() => CheckAsync(
        new BroadcastFileEvents(Log),
        new FileUploaded(Activity, "a b.zip", 12, "application/zip", "m", "s", "/files/a%20b.zip", Ada, Time),
        Own,
        "file_uploaded",
        $$$"""{"id":401,"event":"file_uploaded","activity_id":"{{{Id}}}","action":"file_uploaded","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"name":"a b.zip","size":12,"content_type":"application/zip","file_hash":"m","sha256":"s","url":"/files/a%20b.zip"}}""");

    [Fact]
    public Task Handle_BroadcastsTheName_WhenAFileIsDeleted() => CheckAsync(
        new BroadcastFileEvents(Log),
        new FileDeleted(Activity, "a b.zip", Ada, Time),
        Own,
        "file_deleted",
        $$$"""{"id":402,"event":"file_deleted","activity_id":"{{{Id}}}","action":"file_deleted","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"name":"a b.zip"}}""");
}

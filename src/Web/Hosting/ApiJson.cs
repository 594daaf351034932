using System.Text.Json;
using System.Text.Json.Serialization;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Application.Solving;
using Dots.Web.Controllers;
using Dots.Web.Identity;

namespace Dots.Web.Hosting;

/// <summary>Source-generated serialisation of the types of the API.</summary>
[JsonSerializable(typeof(BoardsController.BoardRequest))]
[JsonSerializable(typeof(BoardsController.CheckRequest))]
[JsonSerializable(typeof(CheckDto))]
[JsonSerializable(typeof(BoardsController.HintRequest))]
[JsonSerializable(typeof(HintDto))]
[JsonSerializable(typeof(BoardDto))]
[JsonSerializable(typeof(Page<BoardDto>))]
[JsonSerializable(typeof(PathsController.PathRequest))]
[JsonSerializable(typeof(PathDto))]
[JsonSerializable(typeof(Page<PathSummaryDto>))]
[JsonSerializable(typeof(EventsController.EventsDto))]
[JsonSerializable(typeof(StatsController.StatsDto))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Page<ActivitySummaryDto>))]
[JsonSerializable(typeof(HashDto))]
[JsonSerializable(typeof(HashesDto))]
[JsonSerializable(typeof(AccessDto))]
[JsonSerializable(typeof(ParticipantsDto))]
[JsonSerializable(typeof(FileDto))]
[JsonSerializable(typeof(FilesDto))]
[JsonSerializable(typeof(ActivityAccessController.AccessRequest))]
[JsonSerializable(typeof(IReadOnlyList<Guid>))]
[JsonSerializable(typeof(AuthController.Credentials))]
[JsonSerializable(typeof(AuthController.RefreshRequest))]
[JsonSerializable(typeof(TokenPair))]
[JsonSerializable(typeof(User))]
internal sealed partial class ApiJson : JsonSerializerContext;

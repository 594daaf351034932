using System.Text.Json.Serialization;

namespace Dots.Application.Common;

[JsonSerializable(typeof(string[]))]
internal sealed partial class PageCursorJson : JsonSerializerContext;

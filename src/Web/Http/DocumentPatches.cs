using System.Text.Json;
using Dots.Application.Activities.Documents;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

internal static class DocumentPatches
{
    private const string MergePatch = "application/merge-patch+json";

    /// <summary>Which of the two kinds of patches it is, its media type says (RFC 5789 section 2).</summary>
    public static Func<JsonElement, DocumentEdit> ReaderOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MergePatch, StringComparison.OrdinalIgnoreCase)
                ? DocumentEdit.Patch
                : DocumentEdit.Change;
}

using Dots.Application.Activities.Documents;
using Dots.Domain.Activities;

namespace Dots.Application.Tests.Activities.Documents;

/// <summary>An edit that counts how often it is applied.</summary>
internal sealed record CountedEdit(Func<JsonObject, JsonObject> Edit) : DocumentEdit
{
    public int Applied { get; private set; }

    public override JsonObject ApplyTo(JsonObject document)
    {
        Applied++;
        return Edit(document);
    }
}

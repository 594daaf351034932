using MediatR.Pipeline;

namespace Dots.Application.Activities.Files;

/// <summary>A command that may leave stored bytes which no file refers to any more.</summary>
internal interface IRemovesFiles;

/// <summary>The contents that lose their file in this scope's transaction.</summary>
internal sealed class RemovedFiles
{
    public List<Guid> ContentIds { get; } = [];
}

/// <summary>Runs after the commit: before it, the bytes are still in use, and a command that is rolled back removes nothing.</summary>
internal sealed class ReleaseRemovedFiles<TRequest, TResponse>(IFileStore store, RemovedFiles removed) : IRequestPostProcessor<TRequest, TResponse>
    where TRequest : IRemovesFiles
{
    public Task Process(TRequest request, TResponse response) =>
        removed.ContentIds.Count == 0 ? Task.CompletedTask : store.ReleaseAsync(removed.ContentIds);
}

using MediatR.Pipeline;

namespace Dots.Application.Activities.Files;

/// <summary>A command that may leave stored bytes which no file names any more.</summary>
internal interface IRemovesFiles;

/// <summary>Runs after the commit: a sweep before it would still find the bytes in use, and a rolled back command removes nothing.</summary>
internal sealed class FileSweepAfterCommit<TRequest, TResponse>(IFileStore store) : IRequestPostProcessor<TRequest, TResponse>
    where TRequest : IRemovesFiles
{
    public Task Process(TRequest request, TResponse response)
    {
        store.RequestSweep();
        return Task.CompletedTask;
    }
}

namespace Dots.Application.Common;

/// <summary>A request that the caller can correct. The message is written for the client; the outer layer maps each kind to a response.</summary>
public abstract class RequestException(string message) : Exception(message);

public sealed class NotFoundException(string what, object id) : RequestException($"There is no {what} {id}.");

/// <summary>The request needs a signed-in user.</summary>
public sealed class NotSignedInException(string message = "Sign in first: send a bearer token or the session cookie.") : RequestException(message);

/// <summary>The user may not do this to something that exists.</summary>
public sealed class ForbiddenException(string message) : RequestException(message);

/// <summary>The request conflicts with the current state.</summary>
public sealed class ConflictException(string message) : RequestException(message);

/// <summary>Several resources have the name; the client has to choose one by its id.</summary>
public sealed class AmbiguousNameException(string message, IReadOnlyList<Guid> ids) : RequestException(message)
{
    public IReadOnlyList<Guid> Ids { get; } = ids;
}

/// <summary>The current revision is none of those that the client expected.</summary>
public sealed class StaleException : RequestException
{
    /// <param name="isUnexpected">The client expected that there is none, or any but this one.</param>
    public StaleException(int currentRevision, bool isUnexpected = false)
        : base(isUnexpected
            ? $"It exists, with the revision {currentRevision}; nothing was changed."
            : $"It has changed in the meantime; the current revision is {currentRevision}.") =>
        CurrentRevision = currentRevision;

    /// <summary>The client expected a revision of something that does not exist.</summary>
    public StaleException()
        : base("It does not exist, or no longer; nothing was changed.")
    {
    }

    /// <summary>Null where there is none.</summary>
    public int? CurrentRevision { get; }
}

/// <summary>A file does not meet the precondition of a write.</summary>
public sealed class FileChangedException(bool exists)
    : RequestException(exists ? "The file has other content than expected; nothing was changed." : "The file no longer exists.");

/// <summary>The content has more bytes than allowed.</summary>
public sealed class TooLargeException(long maxBytes) : RequestException($"At most {maxBytes} bytes are accepted.");

/// <summary>
/// A user stores as much as one user may. Retrying does not help until the user deletes something, or the operator raises the limit.
/// </summary>
/// <param name="setting">The setting that limits it, such as <c>Boards__MaxPerUser</c>.</param>
public sealed class QuotaExceededException(string message, string setting, long limit) : RequestException(message)
{
    public string Setting { get; } = setting;

    public long Limit { get; } = limit;
}

/// <summary>There is no room for the content, of which nothing was stored.</summary>
public sealed class OutOfSpaceException(string message) : RequestException(message);

/// <summary>The caller exceeded a limit and may retry after <see cref="RetryAfter"/>.</summary>
public sealed class TooManyRequestsException(string message, TimeSpan retryAfter) : RequestException(message)
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>
/// The server cannot process the request now; the client may retry. Nothing was changed, unless the message says that this is unknown.
/// </summary>
public sealed class OverloadedException(string message, Exception? inner = null) : Exception(message, inner);

using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>The administrators whom the operator has configured. Thread-safe.</summary>
public interface IAdministrators
{
    bool Contains(User user);

    /// <summary>Whether an account with this name is, or would be, an administrator's.</summary>
    bool Contains(string username);
}

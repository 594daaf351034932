using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>Who runs the site, by the operator's settings. Thread-safe.</summary>
public interface IAdministrators
{
    bool Include(User user);
}

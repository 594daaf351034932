using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Web.Hosting;

namespace Dots.Web.Identity;

/// <summary>Those whom the operator names.</summary>
internal sealed class Administrators(DotsSettings settings) : IAdministrators
{
    public bool Include(User user) => settings.Admins.Contains(user.Username, StringComparer.OrdinalIgnoreCase);
}

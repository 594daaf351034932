using Dots.Application.Accounts;
using Dots.Application.Common;
using Microsoft.Extensions.Options;

namespace Dots.Web.Identity;

/// <summary>The users that the operator has named as administrators.</summary>
internal sealed class Administrators(IOptions<AdministratorOptions> options) : IAdministrators
{
    public bool Contains(User user) => options.Value.Admins.Contains(user.Username, StringComparer.OrdinalIgnoreCase);
}

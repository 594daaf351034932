export function startNotifications(): void {}

import { expect, it } from 'vitest';
import { profileFault } from './profile-url.ts';

it.each([
  ['https://www.linkedin.com/in/helena', null],
  ['linkedin.com/in/helena?trk=x', null],
  ['https://br.linkedin.com/in/jo%C3%A3o/pt', null],
  ['https://www.linkedin.com/mwlite/in/helena', null],
  ['https://www.linkedin.com/pub/ana-lima/1/2/3', null],
  ['linkedin://in/helena', null],
  ['', 'missing'],
  ['https://www.linkedin.com/company/acme', 'company'],
  ['https://www.linkedin.com/showcase/acme', 'company'],
  ['https://www.linkedin.com/school/usp', 'school'],
  ['https://www.linkedin.com/sales/lead/ACwAA1,x', 'sales_navigator'],
  ['https://www.linkedin.com/feed/', 'not_a_profile'],
  ['https://www.linkedin.com/in/', 'not_a_profile'],
  ['https://linkedin.com.evil.example/in/helena', 'other_site'],
  ['https://evil-linkedin.com/in/helena', 'other_site'],
  ['https://xing.com/profile/helena', 'other_site'],
  ['javascript:alert(1)', 'not_a_profile'],
  ['helena', 'not_a_profile'],
  ['<!channel>', 'not_a_profile'],
])('profileFault("%s") is %s', (url, fault) => {
  expect(profileFault(url)).toBe(fault);
});

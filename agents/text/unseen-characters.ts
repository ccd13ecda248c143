export { readable, withoutUnseen } from '../../platform/unseen-characters.ts';
